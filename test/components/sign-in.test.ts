import { describe, expect, it } from 'vitest'
import SignInPage from '../../client/src/people/SignInPage.vue'
import { here, labelled, onNewDevice, settled, show } from '../support/mounted'

onNewDevice()

function page() {
  const shown = show(SignInPage)
  const input = (label: string) => labelled(shown, label)
  return { shown, input }
}

describe('the page of sign-in, on a device that never heard of a server', () => {
  it('asks for a name and a password by their labels, and says that nobody ever signed in here', () => {
    const { shown, input } = page()
    expect(input('Nome utente').attributes('autocomplete')).toBe('username')
    expect(input('Password').attributes()).toMatchObject({ type: 'password', autocomplete: 'current-password' })
    expect(shown.text()).toContain('su questo dispositivo non c’è ancora nessun accesso')
  })

  it('does not set out with nothing typed', async () => {
    const { shown } = page()
    await shown.get('form').trigger('submit')
    expect(shown.text()).toContain('Scriva nome utente e password.')
  })

  it('says that nobody answers, keeps what was typed, and may be tried again', async () => {
    const { shown, input } = page()
    await input('Nome utente').setValue('po-registro-imprese')
    await input('Password').setValue('Traguardo-2021')
    await shown.get('form').trigger('submit')
    expect(shown.get('button[type="submit"]').attributes()).toHaveProperty('disabled')
    await settled(() => shown.text().includes('Il server non risponde'))
    expect(shown.text()).toContain('Il server non risponde')
    expect((input('Nome utente').element as HTMLInputElement).value).toBe('po-registro-imprese')
    expect(shown.get('button[type="submit"]').attributes()).not.toHaveProperty('disabled')
    expect(here().who.session.value).toBeNull()
  })
})
