// Passkeys: asks the device, puts its answer into the form, and sends the form as any other. Without it, the password serves.

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    const said = form.querySelector("[role=alert]");
    said.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify((await ask(form)).toJSON());
      form.submit();
    } catch {
      said.hidden = false;
    }
  });
}

async function ask(form) {
  const answer = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams({ token: form.elements.token.value }) });
  if (!answer.ok) throw new Error(String(answer.status));
  const options = await answer.json();
  return form.dataset.passkey === "create"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}
