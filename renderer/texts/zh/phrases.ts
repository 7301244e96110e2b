import { faults } from './phrases/faults.ts'
import { options } from './phrases/options.ts'
import { recipes } from './phrases/recipes.ts'
import { steps } from './phrases/steps.ts'

/** What the engine says in English, in Chinese. Parts in braces are data; a test finds every phrase that is missing or not said any more. */
export const phrases: Readonly<Record<string, string>> = { ...steps, ...options, ...recipes, ...faults }
