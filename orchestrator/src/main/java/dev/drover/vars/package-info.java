/** Variables: layers of them by precedence, evaluated when they are used. */
package dev.drover.vars;
