package reader

// contents is what the table of contents is counted as.
const contents = "the table of contents"

// choices are what people may choose in a form and have not chosen, for [draft.omit].
const choices = "choices in forms that are not taken"

// descriptions are the words about a picture for those who do not see it, for [draft.omit].
const descriptions = "descriptions of pictures"
