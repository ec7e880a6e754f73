package dev.watchkeeper.inventory;

/// One server behind an endpoint that is asked directly.
///
/// @param label what people call it, such as `proxy1`
/// @param address DNS name or IP address that is connected to
/// @param port TCP port, 1..65535
public record Backend(String label, String address, int port) {
    public Backend {
        SafeName.require("backend label", label);
        SafeName.require("backend address", address);
        SafeName.requirePort(port);
    }
}
