package dev.watchkeeper.finding.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Evidence;
import dev.watchkeeper.finding.cause.CauseNode.FileServer;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

final class CauseGraphTest {
    private static final CauseNode RUN = node("run");
    private static final CauseNode SSH = node("ssh");
    private static final CauseNode MOUNT = node("mount");
    private static final CauseNode SERVER = node("server");
    private static final CauseNode OTHER = node("other");

    @Test
    void aRootWaitsForNothing() {
        var graph = graph(proven(RUN, SSH), proven(SSH, MOUNT), proven(SSH, OTHER));

        assertThat(graph.roots(RUN, Certainty.PROVEN)).containsExactly(MOUNT, OTHER);
        assertThat(graph.roots(MOUNT, Certainty.PROVEN)).isEmpty();
    }

    @Test
    void aLinkThatIsLessSureThanAskedForEndsTheWay() {
        var graph = graph(proven(RUN, SSH), edge(SSH, MOUNT, Certainty.UNKNOWN));

        assertThat(graph.roots(RUN, Certainty.INFERRED)).containsExactly(SSH);
        assertThat(graph.roots(RUN, Certainty.UNKNOWN)).containsExactly(MOUNT);
    }

    @Test
    void whatWaitsInACircleHasNoRootAndIsGoneThroughOnce() {
        var graph = graph(proven(RUN, SSH), proven(SSH, MOUNT), proven(MOUNT, SSH));

        assertThat(graph.roots(RUN, Certainty.UNKNOWN)).isEmpty();
        assertThat(graph.chain(RUN)).extracting(CauseEdge::to).containsExactly(SSH, MOUNT);
        assertThat(graph.reachable(List.of(RUN)).edges()).hasSize(3);
        assertThat(graph(proven(SSH, SSH)).chain(SSH)).isEmpty();
    }

    @Test
    void aChainTakesTheSurestLinkAndOfTwoTheFirst() {
        var graph =
                graph(
                        edge(RUN, OTHER, Certainty.UNKNOWN),
                        edge(RUN, SSH, Certainty.INFERRED),
                        edge(SSH, MOUNT, Certainty.INFERRED),
                        edge(SSH, OTHER, Certainty.INFERRED),
                        proven(MOUNT, SERVER));

        assertThat(graph.chain(RUN)).extracting(CauseEdge::to).containsExactly(SSH, MOUNT, SERVER);
        assertThat(graph.chain(SERVER)).isEmpty();
    }

    @Test
    void onlyWhatCanBeReachedIsPartOfWhatIsReachable() {
        var graph = graph(proven(RUN, MOUNT), proven(OTHER, MOUNT), proven(MOUNT, SERVER));

        CauseGraph reachable = graph.reachable(List.of(RUN));

        assertThat(reachable.nodes()).containsExactly(RUN, MOUNT, SERVER);
        assertThat(reachable.contains(OTHER)).isFalse();
    }

    @Test
    void ofTwoLinksBetweenTheSameTheFirstCounts() {
        var graph = graph(proven(RUN, SSH), edge(RUN, SSH, Certainty.UNKNOWN));

        assertThat(graph.edges())
                .extracting(CauseEdge::certainty)
                .containsExactly(Certainty.PROVEN);
    }

    private static CauseGraph graph(CauseEdge... edges) {
        return new CauseGraph(List.of(edges));
    }

    private static CauseEdge proven(CauseNode from, CauseNode to) {
        return edge(from, to, Certainty.PROVEN);
    }

    private static CauseEdge edge(CauseNode from, CauseNode to, Certainty certainty) {
        return new CauseEdge(
                from, to, certainty, "so it is", new Evidence("h", "w", "t", Instant.EPOCH));
    }

    private static CauseNode node(String name) {
        return new FileServer(name, "nfs");
    }
}
