import { useState } from 'react'
import { useFace } from '../../app/face.ts'
import { useReloadRecipes } from '../../app/recipes.tsx'
import { useToast } from '../../app/toasts.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { useTellFault } from '../../app/use-tell-fault.ts'
import { goTo } from '../../app/use-route.ts'
import { faultText } from '../../texts/fault-words.ts'
import { recipeTitle } from '../../texts/said.ts'
import { nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogFoot, DialogTitle } from '../../ui/dialog.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { handDraft } from '../recipe/handed-draft.ts'
import { Problems, Request, Saves, Steps, Taken } from './import-lines.tsx'
import { RecipePicture } from './recipe-picture.tsx'

export interface RecipeFile {
  fileName: string
  text: string
  sizeBytes: number
}

const answerMs = 15_000

/** What a recipe from elsewhere would do and asks for, before it is kept. What nobody allows is kept turned off. */
export function ImportSheet({ file, onClose }: { file: RecipeFile; onClose: () => void }) {
  const { t, format } = useTexts()
  const { text, fileName, sizeBytes } = file
  const { value: look, fault } = useAnswer('recipe.look', { text, fileName })
  const [allow, setAllow] = useState<readonly string[]>([])
  const [taken, setTaken] = useState<'both' | 'replace'>('both')
  const add = useAdd(file, onClose)
  if (fault && !look) return <NotRead file={file} why={faultText(fault)} onClose={onClose} />
  if (!look) return null
  const toggle = (id: string, on: boolean) =>
    setAllow((before) => (on ? [...before, id] : before.filter((other) => other !== id)))
  return (
    <Dialog widthPx={560} onClose={onClose}>
      <div className="dlg-b col g4">
        <div className="row g3">
          {look.recipe ? <RecipePicture recipe={look.recipe} /> : <Glyph name="recipe" look="accent" />}
          <div className="grow">
            <DialogTitle>{t('recipeImport.title', { title: shown(look.title) })}</DialogTitle>
            <p className="t2 sm">{t('recipeImport.from', { file: nameOf(fileName), size: format.bytes(sizeBytes) })}</p>
          </div>
        </div>
        <div className="list sm imp">
          {look.recipe ? <Steps recipe={look.recipe} /> : <Problems look={look} />}
          {look.recipe ? <Saves recipe={look.recipe} /> : null}
          {look.requests.map((request) => (
            <Request key={request.id} request={request} on={allow.includes(request.id)} onChange={toggle} />
          ))}
          {look.recipe && look.taken ? <Taken look={look} value={taken} onChange={setTaken} /> : null}
        </div>
      </div>
      {look.recipe ? (
        <DialogFoot note={t('recipeImport.note')}>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
          <Button look="primary" autoFocus onClick={() => add({ allow: [...allow], taken })}>
            {t('recipeImport.add')}
          </Button>
        </DialogFoot>
      ) : (
        <MendFoot text={text} onClose={onClose} />
      )}
    </Dialog>
  )
}

/** What cannot be taken in can be mended here. */
function MendFoot({ text, onClose }: { text: string; onClose: () => void }) {
  const { t } = useTexts()
  const mend = () => {
    onClose()
    handDraft(text)
    goTo({ screen: 'recipe', name: null })
  }
  return (
    <DialogFoot>
      <Button onClick={onClose}>{t('frame.cancel')}</Button>
      <Button look="primary" autoFocus onClick={mend}>
        {t('recipeImport.mend')}
      </Button>
    </DialogFoot>
  )
}

function NotRead({ file, why, onClose }: { file: RecipeFile; why: string; onClose: () => void }) {
  const { t } = useTexts()
  return (
    <Dialog widthPx={560} onClose={onClose}>
      <div className="dlg-b col g3">
        <DialogTitle>{nameOf(file.fileName)}</DialogTitle>
        <p className="msg bad" role="alert">
          {why}
        </p>
      </div>
      <DialogFoot>
        <Button autoFocus onClick={onClose}>
          {t('frame.close')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

function useAdd({ text, fileName }: RecipeFile, onClose: () => void) {
  const { t } = useTexts()
  const { link } = useFace()
  const toast = useToast()
  const tellFault = useTellFault('recipe.import')
  const reload = useReloadRecipes()
  return (choices: { allow: string[]; taken: 'both' | 'replace' }) => {
    const input = { text, fileName, ...choices }
    link.ask('recipe.import', input, { signal: AbortSignal.timeout(answerMs) }).then(({ recipe }) => {
      onClose()
      reload()
      const open = { text: t('recipes.open'), run: () => goTo({ screen: 'recipe', name: recipe.name }) }
      toast({ text: t('recipes.added', { title: recipeTitle(recipe.title) }), action: open })
    }, tellFault)
  }
}
