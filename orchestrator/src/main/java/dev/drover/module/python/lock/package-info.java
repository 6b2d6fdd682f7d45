/** Lock files of Python projects: five formats, read into one form that pip installs. */
package dev.drover.module.python.lock;
