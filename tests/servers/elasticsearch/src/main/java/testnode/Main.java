package testnode;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/** One real node for tests, without the distribution's bootstrap (which refuses root): {@code Main HOME DATA PORT [setting=value…]}. */
public final class Main {
    public static void main(String[] arguments) throws Exception {
        try {
            serve(arguments);
        } catch (Throwable problem) {
            problem.printStackTrace(); // the node's own threads would keep a half-started process alive
            System.exit(1);
        }
    }

    private static void serve(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        Environment environment = new Environment(settings(home, arguments), home.resolve("config"));
        LogConfigurator.configureESLogging();
        var modules = PluginsLoader.loadModulesBundles(environment.modulesDir(), false);
        var plugins = PluginsLoader.loadPluginsBundles(environment.pluginsDir(), false);
        Node node = new Node(environment, PluginsLoader.createPluginsLoader(modules, plugins, Map.of(), false));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
        node.start();
        Thread.currentThread().join();
    }

    private static Settings settings(Path home, String[] arguments) {
        Path data = Path.of(arguments[1]).toAbsolutePath();
        Settings.Builder settings = Settings.builder()
            .put("path.home", home.toString())
            .put("path.data", data.toString())
            .put("path.logs", data.resolve("logs").toString())
            .put("cluster.name", "test")
            .put("node.name", "test")
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.port", arguments[2])
            .put("transport.port", "0")
            // A test machine's disk may be nearly full, and its free memory says nothing of this heap.
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .put("indices.breaker.total.use_real_memory", false);
        for (int i = 3; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        return settings.build();
    }

    private static void close(Node node) {
        try {
            node.prepareForClose();
            node.close();
            node.awaitClose(10, TimeUnit.SECONDS);
        } catch (Exception problem) {
            System.err.println("while closing: " + problem);
        }
    }
}
