import dev.drover.inventory.HostPattern;
import dev.drover.inventory.InventoryLoader;
import dev.drover.inventory.VariableFiles;
import dev.drover.inventory.WrittenVariables;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Loads an inventory with all its files of variables, then asks it for hosts and their variables. */
public class LargeInventory {

    private static final int TIMES = 200;

    public static void main(String[] arguments) {
        long start = System.nanoTime();
        var inventory = InventoryLoader.load(List.of(arguments[0]), (message, origin) -> {});
        long read = System.nanoTime();
        var files = new VariableFiles((message, origin) -> {});
        var variables = new WrittenVariables(inventory, files, Optional.of(Path.of(arguments[0]).getParent()));
        inventory.hosts().forEach(variables::of);
        long all = System.nanoTime();
        System.gc();
        var memory = Runtime.getRuntime();
        System.out.printf("%d hosts in %d groups: inventory %.2f s, with all variables %.2f s, %d MB%n",
                inventory.hosts().size(), inventory.groups().size(), (read - start) / 1e9, (all - start) / 1e9,
                (memory.totalMemory() - memory.freeMemory()) >> 20);
        for (var pattern : List.of("all", "g123", "p7:!g070", "h0[1-3]*", "~h0.*9$", "all:&p3", "p3[5:9]")) {
            System.out.printf("pattern %-10s %.3f ms%n", pattern, millis(() -> HostPattern.match(pattern, inventory, part -> {})));
        }
        System.out.printf("variables of a host %.3f ms%n", millis(() -> WrittenVariables.merged(variables.of("h05000"))));
    }

    private static double millis(Runnable work) {
        for (int i = 0; i < TIMES; i++) {
            work.run();
        }
        long start = System.nanoTime();
        for (int i = 0; i < TIMES; i++) {
            work.run();
        }
        return (System.nanoTime() - start) / 1e6 / TIMES;
    }
}
