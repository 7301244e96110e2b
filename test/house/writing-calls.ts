import type { CallExpression, ImportDeclaration, Span } from 'oxc-parser'

/** What of `node:fs` cannot change a file. Whatever is not here counts as writing; `open` is told by its flags. */
const harmless =
  /^(read|stat|lstat|fstat|exists|access|realpath|opendir|watch|glob|close|fsync|fdatasync|createReadStream|constants|Stats|BigIntStats|Dir|FileHandle)/

/** Finds the calls of one file that can change something on disk, however `node:fs` was imported. */
export class WritingCalls {
  readonly #found: (call: string, where: Span) => void
  /** Local name to the name in `node:fs`. */
  readonly #functions = new Map<string, string>()
  readonly #namespaces = new Set<string>()

  constructor(found: (call: string, where: Span) => void) {
    this.#found = found
  }

  /** Imports come before the calls they are for. */
  remember({ source, specifiers, importKind }: ImportDeclaration): void {
    if (!/^(node:)?fs(\/promises)?$/.test(source.value) || importKind === 'type') return
    for (const specifier of specifiers) {
      const { name } = specifier.local
      if (specifier.type !== 'ImportSpecifier') this.#namespaces.add(name)
      else if (specifier.imported.type === 'Identifier') this.#named(name, specifier.imported.name)
    }
  }

  look(call: CallExpression): void {
    const name = this.#nameOf(call)
    if (name === undefined || harmless.test(name)) return
    if (/^open(Sync)?$/.test(name) && opensForReading(call)) return
    this.#found(name, call)
  }

  #named(local: string, imported: string): void {
    if (imported === 'promises') this.#namespaces.add(local)
    else this.#functions.set(local, imported)
  }

  #nameOf({ callee }: CallExpression): string | undefined {
    if (callee.type === 'Identifier') return this.#functions.get(callee.name)
    if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return undefined
    return this.#isNamespace(callee.object) ? callee.property.name : undefined
  }

  #isNamespace(object: { type: string; name?: unknown; object?: unknown }): boolean {
    if (object.type === 'Identifier') return this.#namespaces.has(String(object.name))
    return object.type === 'MemberExpression' && this.#isNamespace(object.object as { type: string })
  }
}

function opensForReading({ arguments: [, flags] }: CallExpression): boolean {
  return flags === undefined || (flags.type === 'Literal' && flags.value === 'r')
}
