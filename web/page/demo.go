package page

// DemoPage is who there is to be in a demonstration.
type DemoPage struct {
	Next   string // where to go on to
	People []DemoPerson
	Bodies []DemoBody
}

// DemoPerson is one person by situation.
type DemoPerson struct {
	Key   string
	Name  string
	Post  string
	Body  string // of the employer, or ""
	Title string
	Try   string
}

// DemoBody is a body worth a look.
type DemoBody struct {
	Name string
	Href string
	Why  string
}
