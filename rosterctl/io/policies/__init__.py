"""Policy files and presets: from TOML to the uses of rules in force."""
