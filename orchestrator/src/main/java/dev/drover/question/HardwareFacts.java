package dev.drover.question;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Processors, memory, file systems, disks and the machine's papers. */
final class HardwareFacts {

    private static final long SECTOR = 512;
    private static final String[] UNITS = {"Bytes", "KB", "MB", "GB", "TB", "PB"};
    private static final List<String> CHASSIS = List.of(
            "Unknown",
            "Other",
            "Unknown",
            "Desktop",
            "Low Profile Desktop",
            "Pizza Box",
            "Mini Tower",
            "Tower",
            "Portable",
            "Laptop",
            "Notebook",
            "Hand Held",
            "Docking Station",
            "All In One",
            "Sub Notebook",
            "Space-saving",
            "Lunch Box",
            "Main Server Chassis",
            "Expansion Chassis",
            "Sub Chassis",
            "Bus Expansion Chassis",
            "Peripheral Chassis",
            "RAID Chassis",
            "Rack Mount Chassis",
            "Sealed-case PC",
            "Multi-system",
            "CompactPCI",
            "AdvancedTCA",
            "Blade");

    private HardwareFacts() {}

    static Map<String, Value> cpu(String output) {
        var pieces = output.split("\001", -1);
        var processor = new ArrayList<Value>();
        var sockets = new LinkedHashSet<String>();
        int logical = 0;
        long cores = 0;
        long siblings = 0;
        for (var line : pieces[0].split("\n")) {
            var pair = line.split("\\s*:\\s*", 2);
            var key = pair[0].strip();
            var value = pair.length > 1 ? pair[1].strip() : "";
            switch (key) {
                case "processor" -> {
                    logical++;
                    processor.add(Value.of(value));
                }
                case "vendor_id", "model name", "Model", "Vendor", "CPU part" -> processor.add(Value.of(value));
                case "physical id" -> sockets.add(value);
                case "cpu cores" -> cores = number(value);
                case "siblings" -> siblings = number(value);
                default -> {}
            }
        }
        int count = sockets.isEmpty() ? logical : sockets.size();
        long perSocket = cores == 0 ? 1 : cores;
        long threads = siblings == 0 || cores == 0 ? 1 : siblings / cores;
        var facts = new LinkedHashMap<String, Value>();
        facts.put("processor", new Value.Sequence(processor));
        facts.put("processor_count", Value.of(count));
        facts.put("processor_cores", Value.of(perSocket));
        facts.put("processor_threads_per_core", Value.of(threads));
        facts.put("processor_vcpus", Value.of(threads * count * perSocket));
        long usable = pieces.length > 1 ? number(pieces[1].strip()) : 0;
        facts.put("processor_nproc", Value.of(usable == 0 ? logical : usable));
        return facts;
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    static Map<String, Value> memory(String output) {
        var kilobytes = new HashMap<String, Long>();
        output.lines()
                .map(line -> line.split(":\\s*|\\s+"))
                .filter(words -> words.length > 1)
                .forEach(words -> kilobytes.put(words[0], number(words[1])));
        long total = megabytes(kilobytes, "MemTotal");
        long free = megabytes(kilobytes, "MemFree");
        long cached = (kilobytes.getOrDefault("Cached", 0L) + kilobytes.getOrDefault("Buffers", 0L));
        long used = (kilobytes.getOrDefault("MemTotal", 0L) - kilobytes.getOrDefault("MemFree", 0L) - cached) / 1024;
        long swap = megabytes(kilobytes, "SwapTotal");
        long swapFree = megabytes(kilobytes, "SwapFree");
        var facts = new LinkedHashMap<String, Value>();
        facts.put("memtotal_mb", Value.of(total));
        facts.put("memfree_mb", Value.of(free));
        facts.put("swaptotal_mb", Value.of(swap));
        facts.put("swapfree_mb", Value.of(swapFree));
        facts.put(
                "memory_mb",
                Value.Mapping.of(Map.of(
                        "real",
                        Value.Mapping.of(Map.of(
                                "total", Value.of(total), "used", Value.of(total - free), "free", Value.of(free))),
                        "nocache",
                        Value.Mapping.of(Map.of("free", Value.of(total - used), "used", Value.of(used))),
                        "swap",
                        Value.Mapping.of(Map.of(
                                "total", Value.of(swap),
                                "free", Value.of(swapFree),
                                "used", Value.of(swap - swapFree),
                                "cached", Value.of(megabytes(kilobytes, "SwapCached")))))));
        return facts;
    }

    private static long megabytes(Map<String, Long> kilobytes, String name) {
        return kilobytes.getOrDefault(name, 0L) / 1024;
    }

    static Map<String, Value> mounts(String output) {
        var pieces = output.split("\001", -1);
        var uuids = new HashMap<String, String>();
        if (pieces.length > 1) {
            pieces[1]
                    .lines()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(words -> words.length > 1)
                    .forEach(words -> uuids.put(words[0], words[1]));
        }
        var sizes = pieces.length > 2 ? pieces[2].split("\n", -1) : new String[0];
        var mounts = new LinkedHashMap<String, Value>(); // what is mounted over hides what was there
        int real = 0;
        for (var line : pieces[0].split("\n")) {
            var words = line.split(" ");
            if (words.length < 4 || words[2].equals("none") || !words[0].startsWith("/") && !words[0].contains(":/")) {
                continue;
            }
            var mount = new LinkedHashMap<String, Value>();
            mount.put("mount", Value.of(unescaped(words[1])));
            mount.put("device", Value.of(unescaped(words[0])));
            mount.put("fstype", Value.of(words[2]));
            mount.put("options", Value.of(words[3]));
            mount.put("dump", SystemFacts.number(words.length > 4 ? words[4] : "0"));
            mount.put("passno", SystemFacts.number(words.length > 5 ? words[5] : "0"));
            sizes(real < sizes.length ? sizes[real] : "", mount);
            real++;
            mount.put("uuid", Value.of(uuids.getOrDefault(words[0], "N/A")));
            mounts.put(words[1], Value.Mapping.of(mount));
        }
        return Map.of("mounts", new Value.Sequence(List.copyOf(mounts.values())));
    }

    /** blocks, free, available, block size, inodes, free inodes. */
    private static void sizes(String said, Map<String, Value> mount) {
        var words = said.split(" ");
        if (words.length < 6 || !words[3].matches("[0-9]+")) {
            return;
        }
        long size = number(words[3]);
        long inodes = number(words[4]);
        mount.put("size_total", Value.of(size * number(words[0])));
        mount.put("size_available", Value.of(size * number(words[2])));
        mount.put("block_size", Value.of(size));
        mount.put("block_total", Value.of(number(words[0])));
        mount.put("block_available", Value.of(number(words[2])));
        mount.put("block_used", Value.of(number(words[0]) - number(words[2])));
        mount.put("inode_total", Value.of(inodes));
        mount.put("inode_available", Value.of(number(words[5])));
        mount.put("inode_used", Value.of(inodes - number(words[5])));
    }

    private static String unescaped(String text) {
        return text.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }

    static Map<String, Value> devices(String output) {
        var devices = new LinkedHashMap<String, Value>();
        var device = new LinkedHashMap<String, Value>();
        var partitions = new LinkedHashMap<String, Value>();
        var name = "";
        for (var line : (output + "\nend").split("\n")) {
            var words = line.split("\t", -1);
            if (line.startsWith("\t") && words.length >= 4) {
                partitions.put(
                        words[1],
                        Value.Mapping.of(Map.of(
                                "sectors", SystemFacts.number(words[2]),
                                "start", Value.of(words[3]),
                                "sectorsize", Value.of(SECTOR),
                                "size", Value.of(size(number(words[2]) * SECTOR)))));
                continue;
            }
            if (!name.isEmpty()) {
                device.put("partitions", Value.Mapping.of(partitions));
                devices.put(name, Value.Mapping.of(device));
                device.clear();
                partitions.clear();
            }
            name = words.length >= 8 ? words[0] : "";
            if (!name.isEmpty()) {
                device.put("sectors", SystemFacts.number(words[1]));
                device.put("size", Value.of(size(number(words[1]) * SECTOR)));
                device.put("removable", Value.of(words[2]));
                device.put("support_discard", Value.of("0"));
                device.put("rotational", Value.of(words[4]));
                device.put("sectorsize", Value.of(words[5]));
                device.put("vendor", Value.ofNullable(words[6].isEmpty() ? null : words[6].strip()));
                device.put("model", Value.ofNullable(words[7].isEmpty() ? null : words[7].strip()));
            }
        }
        return Map.of("devices", Value.Mapping.of(devices));
    }

    private static String size(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return "%.2f %s".formatted(amount, UNITS[unit]);
    }

    static Map<String, Value> dmi(String output) {
        var facts = new LinkedHashMap<String, Value>();
        output.lines()
                .map(line -> line.split("\t", -1))
                .filter(words -> words.length == 2)
                .forEach(words -> {
                    switch (words[0]) {
                        case "sys_vendor" -> facts.put("system_vendor", Value.of(words[1]));
                        case "chassis_type" -> {
                            int type = (int) number(words[1]);
                            facts.put(
                                    "form_factor",
                                    Value.of(
                                            words[1].equals("NA")
                                                    ? "NA"
                                                    : type < CHASSIS.size() ? CHASSIS.get(type) : words[1]));
                        }
                        default -> facts.put(words[0], Value.of(words[1]));
                    }
                });
        return facts;
    }
}
