/** Raised when a face and an engine of different makes could misunderstand each other. Alone in its file, so that a page need not load the schemas. */
export const contractVersion = 1
