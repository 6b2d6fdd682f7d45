package dev.drover.module.accounts;

import dev.drover.lab.LabNode;
import dev.drover.lab.OnNodes;
import org.junit.jupiter.api.Test;

@OnNodes(image = OnNodes.Kind.BUSYBOX)
class BusyboxAccountsNodeTest {

    @Test
    void makesChangesAndRemovesAGroup(LabNode node) {
        GroupNodeTest.settles(node);
    }

    @Test
    void makesChangesAndRemovesAUser(LabNode node) {
        UserNodeTest.settles(node);
    }
}
