package dev.watchkeeper.inventory;

/// What a host is for.
public enum HostRole {
    BUILDER("builder"),
    DEPLOY_SERVER("deploy server"),
    PROXY("proxy"),
    SUPERVISION("supervision"),
    OTHER("other");

    private final String label;

    HostRole(String label) {
        this.label = label;
    }

    /// The word that the fleet file and the window use.
    public String label() {
        return label;
    }
}
