import type { Plugin } from 'rolldown'

const itsModules = /[\\/]node_modules[\\/]sharp[\\/]dist[\\/][^\\/]+\.mjs$/
const fromItself = 'createRequire(import.meta.url)'
const fromItsPackage = "createRequire(import.meta.resolve('sharp'))"
/** The native code itself, and what version of it is there. */
const itsLookups = 2

/**
 * Makes the JavaScript of sharp part of the build: with what it needs it is sixty files, which take a codec as long to load as Node itself takes to start.
 * Its native code stays where it was installed, and is looked for from there. Refuses a version that looks for it in another way.
 */
export function sharpWithin(): Plugin {
  let lookups = 0
  return {
    name: 'sharp-within',
    transform: {
      filter: { id: itsModules },
      handler(code) {
        if (!code.includes(fromItself)) return null
        lookups += 1
        return { code: code.replace(fromItself, fromItsPackage), map: { mappings: '' } }
      },
    },
    generateBundle(_, files) {
      const modules = Object.values(files).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
      const isWithin = modules.some((id) => itsModules.test(id))
      if (isWithin && lookups !== itsLookups) this.error('This sharp looks for its native code in another way.')
    },
  }
}
