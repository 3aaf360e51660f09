"""Words to people: a queue of neutral service messages, sent once, by day, by whatever way the site has."""
