"""Connections, threads and processes: how requests reach the application."""
