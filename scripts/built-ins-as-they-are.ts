import type { Plugin } from 'rolldown'

/** As the bundler writes it: `import`, a default, then all names or some of them, and a module of Node's. */
const builtInImport =
  /^import (?:(?<whole>[\w$]+)(?:, | (?=from)))?(?:\* as (?<all>[\w$]+) |\{(?<some>[^}]*)\} )?from "(?<id>node:[\w/]+)";$/gm
const anyBuiltInImport = /^(?:import|export) .*"node:.*$/m

/**
 * Takes what is built into Node as it is. For an `import`, Node makes a module of it first, for which it asks every one of its exports, and some of these
 * load more of Node or open the standard streams: a twentieth of what a start takes.
 */
export function builtInsAsTheyAre(): Plugin {
  return {
    name: 'built-ins-as-they-are',
    renderChunk(code, { fileName }) {
      const taken = code.replaceAll(builtInImport, (...match) => declarationsOf(match.at(-1)))
      const [left] = anyBuiltInImport.exec(taken) ?? []
      if (left !== undefined) this.error(`This import in ${fileName} is written in another way: ${left}`)
      // Each import stays one line, so a map of the file still fits.
      return { code: taken, map: null }
    },
  }
}

function declarationsOf({ whole, all, some, id }: Record<string, string | undefined>): string {
  const names = [whole, all, some && `{${some.replaceAll(' as ', ': ')}}`].filter((each) => each !== undefined)
  return names.map((name) => `const ${name} = globalThis.process.getBuiltinModule("${id}");`).join(' ')
}
