import type { Plugin } from 'rolldown'

const modules = /\/node_modules\/sharp\/dist\/.*\.mjs$/
const fromItself = 'createRequire(import.meta.url)'
const fromItsPackage = "createRequire(import.meta.resolve('sharp'))"

/**
 * Makes the JavaScript of sharp part of the build: with what it needs it is sixty files, which take a codec longer to load than Node itself takes to start.
 * Its native code stays where it was installed, and is looked for from there. Refuses a version that looks for it in another way.
 */
export function sharpWithin(): Plugin {
  let lookups = 0
  return {
    name: 'sharp-within',
    transform: {
      filter: { id: modules },
      handler(code) {
        if (!code.includes(fromItself)) return null
        lookups += 1
        return { code: code.replace(fromItself, fromItsPackage), map: { mappings: '' } }
      },
    },
    generateBundle(_, chunks) {
      const texts = Object.values(chunks).flatMap((chunk) => (chunk.type === 'chunk' ? [chunk.code] : []))
      const isWithin = texts.some((code) => code.includes('Could not load the \\"sharp\\" module'))
      if (isWithin && lookups !== 2) this.error('This sharp looks for its native code in another way.')
    },
  }
}
