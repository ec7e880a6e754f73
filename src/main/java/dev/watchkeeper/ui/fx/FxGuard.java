package dev.watchkeeper.ui.fx;

import javafx.application.Platform;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/// Keeps what blocks off the JavaFX thread: a guarded object refuses every call there.
public final class FxGuard {
    private FxGuard() {}

    /// The same object behind its interface; each call on the JavaFX thread fails.
    ///
    /// @throws IllegalArgumentException if `type` is no interface
    public static <T> T guard(Class<T> type, T target) {
        Object proxy =
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> {
                            refuseOnFxThread(type.getSimpleName() + "." + method.getName());
                            try {
                                return method.invoke(target, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause() == null ? e : e.getCause();
                            }
                        });
        return type.cast(proxy);
    }

    /// @throws IllegalStateException on the JavaFX thread
    public static void refuseOnFxThread(String what) {
        if (Platform.isFxApplicationThread()) {
            throw new IllegalStateException(what + " blocks and was called on the JavaFX thread");
        }
    }
}
