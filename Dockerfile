# Justif in a container: built in one stage, run in another that has neither compiler nor package cache. It needs no network once it
# runs, writes nothing but /data and /tmp, and runs as a user without rights.

FROM python:3.11-slim-bookworm AS build
WORKDIR /justif
RUN python -m venv /venv
COPY locks/bootstrap.txt locks/run.txt locks/
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r locks/bootstrap.txt \
 && /venv/bin/uv pip install --python /venv/bin/python --no-cache --no-deps --require-hashes -r locks/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY justif justif
COPY web web
COPY pipeline pipeline
COPY extractors extractors
COPY classifiers classifiers
COPY accounting accounting
COPY search search
COPY storage storage
COPY domain domain
COPY locales locales
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .
# The recognition models are prepared for the processor once, here, so that the root file system can stay read-only.
ENV XDG_CACHE_HOME=/models
RUN apt-get update && apt-get install -y --no-install-recommends libgl1 libglib2.0-0 && rm -rf /var/lib/apt/lists/* \
 && JUSTIF_HOME=/tmp/build /venv/bin/justif doctor

FROM python:3.11-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends libgl1 libglib2.0-0 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --no-create-home justif && install -d -o justif -g justif /data
COPY --from=build /venv /venv
COPY --from=build --chown=justif:justif /models /models
ENV PATH=/venv/bin:$PATH XDG_CACHE_HOME=/models JUSTIF_HOME=/data JUSTIF_HOST=0.0.0.0 PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER justif
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["justif"]
CMD ["serve"]
