package pdf

// HiddenOptionalContent returns the optional content groups that are off in the default configuration (8.11.4).
// Membership dictionaries and expressions over the groups are the interpreter's.
func (d *Document) HiddenOptionalContent() map[Ref]bool {
	properties := d.Dict(d.catalog()["OCProperties"])
	config := d.Dict(properties["D"])
	hidden := make(map[Ref]bool)
	set := func(groups Object, off bool) {
		for _, group := range d.Array(groups) {
			if ref, ok := group.(Ref); ok {
				hidden[ref] = off
			}
		}
	}
	set(properties["OCGs"], d.Name(config["BaseState"]) == "OFF")
	set(config["ON"], false)
	set(config["OFF"], true)
	for ref, off := range hidden {
		if !off {
			delete(hidden, ref)
		}
	}
	return hidden
}
