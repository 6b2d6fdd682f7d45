package dev.drover.lab;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a lab is to be like.
 *
 * @param nodes how many nodes run afterwards: n1 to n{@code nodes}
 * @param network the addresses, or nothing for the ones the lab has or else the first free 10.88.K
 * @param packages Debian packages that every node has from the start
 * @param disk size of a node's disk, such as "64M", for one that can fill up; nothing for the machine's own space
 * @param nat whether nodes reach what the machine reaches
 * @param owner a process that takes the lab along when it ends
 */
public record LabSpec(
        LabName name,
        int nodes,
        Optional<LabNetwork> network,
        Image image,
        List<String> packages,
        Optional<String> disk,
        boolean nat,
        OptionalLong owner) {

    public LabSpec {
        NodeName.upTo(nodes);
        if (nodes < 1) {
            throw new LabException("a lab has at least one node");
        }
        packages = List.copyOf(packages);
        for (String name_ : packages) {
            if (!name_.matches("[a-z0-9][a-z0-9.+-]*(=[A-Za-z0-9.+:~-]+)?")) {
                throw new LabException("'" + name_ + "' is no name of a Debian package");
            }
        }
        if (!packages.isEmpty() && !(image instanceof Image.Debian)) {
            throw new LabException("packages can be added to a Debian image only");
        }
        disk.filter(size -> !size.matches("[1-9][0-9]*[KMG]")).ifPresent(size -> {
            throw new LabException("'" + size + "' is no size of a disk; one is 64M or 2G");
        });
    }

    /** {@code nodes} Debian nodes with a way out, in the lab {@code name}. */
    public static LabSpec of(LabName name, int nodes) {
        return new LabSpec(
                name, nodes, Optional.empty(), Image.DEBIAN, List.of(), Optional.empty(), true, OptionalLong.empty());
    }

    public LabSpec on(LabNetwork where) {
        return new LabSpec(name, nodes, Optional.of(where), image, packages, disk, nat, owner);
    }

    public LabSpec of(Image other) {
        return new LabSpec(name, nodes, network, other, packages, disk, nat, owner);
    }

    public LabSpec with(List<String> more) {
        return new LabSpec(name, nodes, network, image, more, disk, nat, owner);
    }

    public LabSpec ownedBy(long pid) {
        return new LabSpec(name, nodes, network, image, packages, disk, nat, OptionalLong.of(pid));
    }
}
