package builder

// TableOfContents is what the table of contents is counted as.
const TableOfContents = "the table of contents"

// ChoicesNotTaken are what people may choose in a form and have not chosen, for [draft.omit].
const ChoicesNotTaken = "choices in forms that are not taken"

// PictureDescriptions are the words about a picture for those who do not see it, for [draft.omit].
const PictureDescriptions = "descriptions of pictures"
