echo printed
