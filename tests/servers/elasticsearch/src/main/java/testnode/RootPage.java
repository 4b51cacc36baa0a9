package testnode;

import java.util.List;

import org.elasticsearch.Build;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestRequest.Method;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;

/** The page at "/", which tells a client the version. */
final class RootPage extends BaseRestHandler {
    @Override
    public String getName() {
        return "root_page_for_tests";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(Method.GET, "/"), new Route(Method.HEAD, "/"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        return channel -> {
            var page = channel.newBuilder().startObject();
            page.startObject("version").field("number", Build.current().qualifiedVersion()).field("build_flavor", "default").endObject();
            page.field("tagline", "You Know, for Search").endObject();
            channel.sendResponse(new RestResponse(RestStatus.OK, page));
        };
    }
}
