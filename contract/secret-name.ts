/** The name of a secret: a part of a file's name and, in capitals, of a variable's. */
export const secretNamePattern = /^[A-Za-z][A-Za-z0-9-]{0,63}$/
