import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { maxRecipeLetters } from '../../../contract/recipe-fields.ts'
import { parseRoute } from '../../app/route.ts'
import { useToast } from '../../app/toasts.ts'
import { useTellFault } from '../../app/use-tell-fault.ts'
import { pickFiles } from '../../ui/pick-files.ts'
import { Fault } from '../../../contract/fault.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { ImportSheet, type RecipeFile } from './import-sheet.tsx'

interface Imports {
  /** Lets the person choose a recipe file of this computer. */
  choose: () => void
  /** Shows a recipe file; it is kept only once the person says so. */
  look: (file: File) => void
}

const ImportContext = createContext<Imports>({ choose() {}, look() {} })

export function useImport(): Imports {
  return useContext(ImportContext)
}

/** One that says by its name that it is a recipe, wherever it is dropped; among recipes any YAML or JSON. */
export function isRecipeDrop(name: string): boolean {
  const isHere = parseRoute(location.hash).screen === 'recipes'
  return /\.millrace(\.(ya?ml|json))?$/i.test(name) || (isHere && /\.(ya?ml|json)$/i.test(name))
}

/** A letter takes at most this many bytes of UTF-8. */
const bytesPerLetter = 4

export function ImportProvider({ children }: { children: ReactNode }) {
  const { t } = useTexts()
  const toast = useToast()
  const tellFault = useTellFault('recipe')
  const [file, setFile] = useState<RecipeFile | null>(null)
  const look = useCallback(
    (chosen: File) => {
      if (chosen.size > maxRecipeLetters * bytesPerLetter)
        return toast({ icon: 'alert', text: t('recipeImport.tooLarge', { file: shown(chosen.name) }) })
      chosen.text().then(
        (text) => setFile({ fileName: chosen.name, text, sizeBytes: chosen.size }),
        (cause: unknown) => tellFault(new Fault('file-missing', { subject: chosen.name, cause })),
      )
      return undefined
    },
    [t, toast, tellFault],
  )
  const imports = useMemo(
    () => ({ look, choose: () => pickFiles({ accept: '.yaml,.yml,.json' }, ([picked]) => picked && look(picked)) }),
    [look],
  )
  return (
    <ImportContext.Provider value={imports}>
      {children}
      {file ? <ImportSheet file={file} onClose={() => setFile(null)} /> : null}
    </ImportContext.Provider>
  )
}
