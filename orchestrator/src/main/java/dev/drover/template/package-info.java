/** Jinja2 as ansible-core 2.19 and later mean it: lexer, parser, syntax tree, evaluator, filters, tests, lookups. Knows nothing of hosts. */
package dev.drover.template;
