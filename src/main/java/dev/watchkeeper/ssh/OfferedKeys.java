package dev.watchkeeper.ssh;

import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;

import java.util.List;
import java.util.Vector;

/// A fixed list of keys as JSch wants it.
final class OfferedKeys implements IdentityRepository {
    private final List<Identity> keys;

    OfferedKeys(List<Identity> keys) {
        this.keys = List.copyOf(keys);
    }

    @Override
    public String getName() {
        return "offered";
    }

    @Override
    public int getStatus() {
        return RUNNING;
    }

    // JSch's interface wants the old class.
    @SuppressWarnings("JdkObsolete")
    @Override
    public Vector<Identity> getIdentities() {
        return new Vector<>(keys);
    }

    @Override
    public boolean add(byte[] identity) {
        return false;
    }

    @Override
    public boolean remove(byte[] blob) {
        return false;
    }

    @Override
    public void removeAll() {
        // Nothing is JSch's to remove.
    }
}
