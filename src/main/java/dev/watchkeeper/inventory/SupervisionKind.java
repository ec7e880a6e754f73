package dev.watchkeeper.inventory;

import java.util.Locale;

/// The supervision systems that can be asked.
public enum SupervisionKind {
    NAGIOS("/etc/nagios4/nagios.cfg"),
    ICINGA("/etc/icinga2/icinga2.conf"),
    PROMETHEUS("/etc/prometheus/prometheus.yml");

    private final String config;

    SupervisionKind(String config) {
        this.config = config;
    }

    /// Lower case, as in the fleet file.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As a person writes it.
    public String title() {
        return label().substring(0, 1).toUpperCase(Locale.ROOT) + label().substring(1);
    }

    /// The path of its main configuration file where Debian puts it.
    public String config() {
        return config;
    }

    /// Whether it is asked through its API, and not by reading its files over SSH.
    public boolean isAskedOverHttp() {
        return this != NAGIOS;
    }
}
