"""Why a figure changed: its change taken apart, exactly."""
