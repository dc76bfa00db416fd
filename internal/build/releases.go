package build

// Releases gives the folder that keeps what is known of the sites that were published.
func (o Options) Releases() string { return o.cache("releases") }
