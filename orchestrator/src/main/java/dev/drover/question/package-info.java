/** What can be asked of a node, one file per kind: the record, its sh, its parser. Facts are questions too. */
package dev.drover.question;
