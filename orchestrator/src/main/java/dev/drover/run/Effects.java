package dev.drover.run;

import dev.drover.module.ArgumentException;
import dev.drover.module.Result;
import dev.drover.module.control.AddHost;
import dev.drover.module.control.GroupBy;
import dev.drover.module.control.Pause;
import dev.drover.module.control.SecondConnection;
import dev.drover.module.control.WaitForConnection;
import dev.drover.node.Become;
import dev.drover.playbook.Task;
import dev.drover.value.Value;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What results of controller-side modules do to the run itself: hosts and groups that are added, pauses, nodes that are waited for. */
final class Effects {

    private final LiveInventory inventory;
    private final dev.drover.run.Pause sleep;
    private final Asker asker;
    private final SecondLogin secondLogin;

    Effects(LiveInventory inventory, dev.drover.run.Pause sleep, Asker asker, SecondLogin secondLogin) {
        this.inventory = inventory;
        this.sleep = sleep;
        this.asker = asker;
        this.secondLogin = secondLogin;
    }

    /**
     * @param link the node that the task ran on
     * @param become as whom
     * @return the result as it is after that
     */
    Result apply(HostState host, NodeLink link, Optional<Become> become, Task task, Result result)
            throws InterruptedException {
        if (result.fields().get(AddHost.FIELD) instanceof Value.Mapping added) {
            return result.withChanged(add(added));
        }
        if (result.fields().get(GroupBy.FIELD) instanceof Value.Text group) {
            boolean changed = inventory.add(host.name, Map.of(), List.of(group.text()));
            parents(result).forEach(parent -> inventory.addChild(parent, group.text()));
            return result.withChanged(changed);
        }
        if (result.fields().get(Pause.FIELD) instanceof Value.Mapping pause) {
            return pause(pause, result, task);
        }
        if (result.fields().get(WaitForConnection.FIELD) instanceof Value.Mapping wish) {
            return new Returning(sleep).await(link, wish, result);
        }
        if (result.fields().get(SecondConnection.FIELD) instanceof Value.Mapping wish) {
            return secondLogin.attempt(host.name, become, wish, result);
        }
        return result;
    }

    private boolean add(Value.Mapping added) {
        var variables = new LinkedHashMap<String, Value>();
        if (added.get("host_vars").orElse(Value.NIL) instanceof Value.Mapping(var entries)) {
            entries.forEach((name, value) -> variables.put(name.toString(), value));
        }
        return inventory.add(
                text(added, "host_name"), variables, texts(added.get("groups").orElse(Value.NIL)));
    }

    private static List<String> parents(Result result) {
        return texts(result.fields().getOrDefault("parent_groups", Value.NIL));
    }

    private static List<String> texts(Value list) {
        return list instanceof Value.Sequence(var items)
                ? items.stream().map(Value::toString).toList()
                : List.of();
    }

    private static String text(Value.Mapping mapping, String key) {
        return mapping.get(key).map(Value::toString).orElse("");
    }

    private Result pause(Value.Mapping pause, Result result, Task task) throws InterruptedException {
        if (pause.get("seconds").orElse(Value.NIL) instanceof Value.Real(var seconds)) {
            sleep.sleep(Duration.ofMillis(Math.round(seconds * 1000)));
            return result.with("user_input", "");
        }
        try {
            String answer = asker.ask(
                    text(pause, "prompt"),
                    pause.get("hidden").orElse(Value.FALSE).equals(Value.TRUE));
            return result.with("user_input", Value.Text.data(answer));
        } catch (Asker.NobodyThereException e) {
            return result.with("user_input", "").warning("nobody can be asked here: the pause is over at once");
        } catch (Asker.GivenUpException e) {
            return result.with("user_input", "");
        } catch (IllegalArgumentException e) {
            throw new ArgumentException(e.getMessage(), task.origin());
        }
    }
}
