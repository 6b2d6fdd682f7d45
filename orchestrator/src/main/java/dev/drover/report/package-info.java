/** Subscribers of run events, and how findings are shown. Nothing else prints. */
package dev.drover.report;
