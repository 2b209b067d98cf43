"""What the computer can tell of its user: how long nobody touched it, that it sleeps or locks."""
