"""What figures would be if deals were won, lost, moved or worth something else."""
