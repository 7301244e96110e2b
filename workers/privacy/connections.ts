/** Where Excel and Word fetch rows from: who signs in, with what, at which server, in which file. */
const connections = [valueOf('(?:\\w+:)?dbPr', 'connection'), valueOf('w:(?:connectString|udl)', 'w:val')]
/** The same inside of what is asked there: from the root, with a drive or a server. */
const asked = [valueOf('(?:\\w+:)?dbPr', 'command'), valueOf('w:query', 'w:val')]
const folders = /(?:[a-z]:[\\/]|\\\\|(?<![\w.:/])\/)(?:[^\\/"'`;<>]+[\\/])+/gi
/** The kind of a source says nothing about anybody, and it may have to stand there. */
const kind = /^\s*(?:ODBC|OLEDB|(?:Provider|Driver)\s*=.*)\s*$/is

/** What stands before the value of an attribute in such a tag, and the value with its quotes. */
function valueOf(tag: string, attribute: string): RegExp {
  return new RegExp(`(<${tag}(?:\\s(?:[^<>"']|"[^"]*"|'[^']*')*?)?\\s${attribute}=)("[^"]*"|'[^']*')`, 'g')
}

/** A part without the ways into somebody's data; `said` gets a name for each. */
export function withoutConnections(text: string, said: string[]): string {
  const silent = connections.reduce(
    (left, pattern) => left.replace(pattern, replacing(kindOf, 'connection', said)),
    text,
  )
  const nameOf = (value: string): string => value.replace(folders, '')
  return asked.reduce(
    (left, pattern) => left.replace(pattern, replacing(nameOf, 'path of a linked file', said)),
    silent,
  )
}

function kindOf(connection: string): string {
  return connection
    .split(';')
    .filter((part) => kind.test(part))
    .join(';')
}

/** Of a value in its quotes. */
function replacing(change: (value: string) => string, what: string, said: string[]) {
  return (all: string, start: string, quoted: string): string => {
    const quote = quoted.slice(0, 1)
    const value = quoted.slice(1, -1)
    const left = change(value)
    if (left === value) return all
    said.push(what)
    return start + quote + left + quote
  }
}
