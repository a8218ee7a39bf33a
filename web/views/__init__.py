"""What each template is given: frozen values, made from answers and documents."""
