"""The preview: what is saved is built, served to this machine, and seen in the page that is open."""
