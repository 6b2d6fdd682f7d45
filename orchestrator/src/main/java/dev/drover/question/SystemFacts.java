package dev.drover.question;

import dev.drover.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The system itself: kernel, names, time, user, Python, services. */
final class SystemFacts {

    private static final String[] TIME = {
        "year", "month", "weekday", "weekday_number", "weeknumber", "day", "hour", "minute", "second", "epoch"
    };

    private SystemFacts() {}

    /** Lines, with empty ones for what is missing at the end. */
    static List<String> lines(String output, int least) {
        var lines = new ArrayList<>(List.of(output.split("\n", -1)));
        while (lines.size() < least) {
            lines.add("");
        }
        return lines;
    }

    static Map<String, Value> system(String output) {
        var lines = lines(output, 7);
        var facts = new LinkedHashMap<String, Value>();
        var machine = lines.get(3);
        var bits = lines.get(5).isEmpty() ? (machine.matches(".*64.*|s390x") ? "64" : "32") : lines.get(5);
        boolean narrow = machine.equals("x86_64") && bits.equals("32");
        var full = lines.get(6).isEmpty() || lines.get(6).equals("localhost") ? lines.get(4) : lines.get(6);
        facts.put("system", Value.of(lines.get(0)));
        facts.put("kernel", Value.of(lines.get(1)));
        facts.put("kernel_version", Value.of(lines.get(2)));
        facts.put("machine", Value.of(machine));
        facts.put("architecture", Value.of(machine.matches("i[3-6]86") ? "i386" : machine));
        facts.put("userspace_bits", Value.of(bits));
        facts.put("userspace_architecture", Value.of(narrow ? "i386" : machine));
        facts.put("nodename", Value.of(lines.get(4)));
        facts.put("hostname", Value.of(lines.get(4).split("\\.")[0]));
        facts.put("fqdn", Value.of(full));
        facts.put("domain", Value.of(full.contains(".") ? full.substring(full.indexOf('.') + 1) : ""));
        return facts;
    }

    static Map<String, Value> dateTime(String output) {
        var lines = lines(output, 2);
        var local = lines.get(0).split("\\|", -1);
        var utc = lines.get(1).split("\\|", -1);
        if (local.length < 15 || utc.length < 2) {
            return Map.of();
        }
        var time = new LinkedHashMap<String, Value>();
        for (int i = 0; i < TIME.length; i++) {
            time.put(TIME[i], Value.of(local[i]));
        }
        var micros = utc[1].matches("[0-9]{9}") ? utc[1].substring(0, 6) : "000000";
        var day = local[0] + "-" + local[1] + "-" + local[5];
        var clock = local[6] + ":" + local[7] + ":" + local[8];
        var compact = local[0] + local[1] + local[5] + "T" + local[6] + local[7] + local[8];
        time.put("weekday_number", Value.of(local[13]));
        time.put("weeknumber", Value.of(local[12]));
        time.put("epoch_int", Value.of(local[9]));
        time.put("date", Value.of(day));
        time.put("time", Value.of(clock));
        time.put("iso8601_micro", Value.of(utc[0] + "." + micros + "Z"));
        time.put("iso8601", Value.of(utc[0] + "Z"));
        time.put("iso8601_basic", Value.of(compact + micros));
        time.put("iso8601_basic_short", Value.of(compact));
        time.put("tz", Value.of(local[10]));
        time.put("tz_dst", Value.of(local[10]));
        time.put("tz_offset", Value.of(local[11]));
        return Map.of("date_time", Value.Mapping.of(time));
    }

    static Map<String, Value> env(String output) {
        var env = new LinkedHashMap<String, Value>();
        Stream.of(output.split("\001")).filter(pair -> pair.contains("=")).forEach(pair -> {
            int equals = pair.indexOf('=');
            env.put(pair.substring(0, equals), Value.of(pair.substring(equals + 1)));
        });
        return Map.of("env", Value.Mapping.of(env));
    }

    static Map<String, Value> user(String output) {
        var lines = lines(output, 6);
        var account = (lines.get(3) + ":::::::").split(":", -1);
        var facts = new LinkedHashMap<String, Value>();
        facts.put("user_id", Value.of(lines.get(0)));
        facts.put("user_uid", number(lines.get(1)));
        facts.put("user_gid", number(lines.get(2)));
        facts.put("user_gecos", Value.of(account[4]));
        facts.put("user_dir", Value.of(account[5]));
        facts.put("user_shell", Value.of(account[6]));
        facts.put("real_user_id", number(lines.get(4)));
        facts.put("effective_user_id", number(lines.get(1)));
        facts.put("real_group_id", number(lines.get(5)));
        facts.put("effective_group_id", number(lines.get(2)));
        return facts;
    }

    /** A number, or null where it is none. */
    static Value number(String text) {
        return text.strip().matches("-?[0-9]{1,18}") ? Value.of(Long.parseLong(text.strip())) : Value.NIL;
    }

    static Map<String, Value> python(String output) {
        var words = output.strip().split(" ");
        if (words.length < 7) {
            return Map.of();
        }
        var version = new LinkedHashMap<String, Value>();
        version.put("major", number(words[2]));
        version.put("minor", number(words[3]));
        version.put("micro", number(words[4]));
        version.put("releaselevel", Value.of(words[5]));
        version.put("serial", number(words[6]));
        var python = new LinkedHashMap<String, Value>();
        python.put("version", Value.Mapping.of(version));
        python.put("version_info", new Value.Sequence(List.copyOf(version.values())));
        python.put("executable", Value.of(words[0]));
        python.put("has_sslcontext", Value.TRUE);
        python.put("type", Value.of(words[1]));
        return Map.of(
                "python",
                Value.Mapping.of(python),
                "python_version",
                Value.of(words[2] + "." + words[3] + "." + words[4]));
    }

    static Map<String, Value> serviceManager(String output) {
        var lines = lines(output, 2);
        var said = lines.subList(2, lines.size());
        var init = lines.get(0).equals("init") || lines.get(0).isEmpty()
                ? lines.get(1).replaceFirst(".*/", "")
                : lines.get(0);
        var manager = said.contains("systemd")
                ? "systemd"
                : switch (init) {
                    case "runit-init", "runit" -> "runit";
                    case "s6-svscan" -> "s6";
                    case "openrc-init" -> "openrc";
                    default ->
                        said.stream()
                                .filter(word -> !word.isEmpty())
                                .findFirst()
                                .orElse("service");
                };
        return Map.of("service_mgr", Value.of(manager));
    }

    static Map<String, Value> security(String output) {
        var lines = lines(output, 7);
        var selinux = new LinkedHashMap<String, Value>();
        if (lines.get(0).isEmpty()) {
            selinux.put("status", Value.of("disabled"));
        } else {
            selinux.put("status", Value.of("enabled"));
            selinux.put("mode", Value.of(lines.get(1).equals("1") ? "enforcing" : "permissive"));
            selinux.put("policyvers", number(lines.get(2)));
            selinux.put("config_mode", Value.of(lines.get(3)));
            selinux.put("type", Value.of(lines.get(4)));
        }
        return Map.of(
                "selinux",
                Value.Mapping.of(selinux),
                "selinux_python_present",
                Value.TRUE,
                "apparmor",
                Value.Mapping.of(Map.of("status", Value.of(lines.get(5).isEmpty() ? "disabled" : "enabled"))),
                "fips",
                Value.of(lines.get(6).equals("1")));
    }

    static Map<String, Value> machine(String output) {
        var lines = lines(output, 4);
        var facts = new LinkedHashMap<String, Value>();
        if (!lines.get(0).isEmpty()) {
            facts.put("machine_id", Value.of(lines.get(0)));
        }
        facts.put("uptime_seconds", number(lines.get(1).replaceFirst("\\..*", "")));
        var load = lines.get(2).split(" ");
        if (load.length >= 3) {
            facts.put(
                    "loadavg",
                    Value.Mapping.of(Map.of(
                            "1m", Value.of(Double.parseDouble(load[0])),
                            "5m", Value.of(Double.parseDouble(load[1])),
                            "15m", Value.of(Double.parseDouble(load[2])))));
        }
        var last = new LinkedHashMap<String, Value>();
        var every = new LinkedHashMap<String, Value>();
        for (var word : lines.get(3).strip().split("\\s+")) {
            int equals = word.indexOf('=');
            var name = equals < 0 ? word : word.substring(0, equals);
            var value = equals < 0 ? Value.TRUE : Value.of(word.substring(equals + 1));
            last.put(name, value);
            every.merge(name, value, SystemFacts::both);
        }
        facts.put("cmdline", Value.Mapping.of(last));
        facts.put("proc_cmdline", Value.Mapping.of(every));
        return facts;
    }

    private static Value both(Value first, Value second) {
        var all = new ArrayList<Value>();
        if (first instanceof Value.Sequence(var items)) {
            all.addAll(items);
        } else {
            all.add(first);
        }
        all.add(second);
        return new Value.Sequence(all);
    }
}
