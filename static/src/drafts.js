/* Keeps what is typed in a long form: on the server at each pause, and in this browser until the server has it.
   What is private is never stored in the browser. */

const PAUSE = 1500
const ANSWER = 400
const OURS = "draft:"
const NOT_TYPED = ["csrfmiddlewaretoken", "draft", "draft_number"]

const stored = () => Object.keys(localStorage).filter((key) => key.startsWith(OURS))
const channel = "BroadcastChannel" in window ? new BroadcastChannel("drafts") : null

export function forgetAll() {
  stored().forEach((key) => localStorage.removeItem(key))
  channel?.postMessage({ signedOut: true })
}

/* Somebody else's, and what was sent from here and has been answered. */
export function forgetOthers(user) {
  stored().forEach((key) => {
    if (!key.startsWith(`${OURS}${user}:`) || mirrored(key)?.sent) localStorage.removeItem(key)
  })
}

function mirrored(key) {
  try {
    return JSON.parse(localStorage.getItem(key))
  } catch {
    return null
  }
}

function token() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? ""
}

export function start(form, announce) {
  new Writing(form, announce).start()
}

class Writing {
  constructor(form, announce) {
    this.form = form
    this.announce = announce
    this.key = form.dataset.draft
    this.number = form.elements.draft_number
    this.privateWhen = JSON.parse(form.dataset.privateWhen || "{}")
    this.said = form.querySelector("[data-draft-said]")
    this.button = this.said.querySelector("button")
    this.changes = this.keptChanges = 0
    this.stopped = this.leaving = this.signedOut = false
  }

  start() {
    this.offer()
    this.form.addEventListener("input", () => this.typed())
    this.form.addEventListener("submit", () => this.sent())
    this.form.addEventListener("saved", () => this.saved())
    this.button.addEventListener("click", () => this.insist())
    document.addEventListener("visibilitychange", () => this.keep(document.hidden))
    window.addEventListener("pagehide", () => this.keep(true))
    window.addEventListener("pageshow", () => { this.leaving = false })
    channel?.addEventListener("message", (event) => this.heard(event.data))
  }

  /* What is typed */

  entries() {
    return [...new FormData(this.form)].filter(([name, value]) => typeof value === "string" && !NOT_TYPED.includes(name))
  }

  typed() {
    this.changes += 1
    this.mirror()
    clearTimeout(this.timer)
    if (!this.stopped) this.timer = setTimeout(() => this.keep(), PAUSE)
  }

  isPrivate() {
    if ("private" in this.form.dataset) return true
    const typed = new FormData(this.form)
    return Object.entries(this.privateWhen).some(([name, values]) =>
      values.includes("*") ? typed.get(name)?.trim() : values.includes(typed.get(name)))
  }

  mirror() {
    if (this.isPrivate() || this.signedOut) return localStorage.removeItem(this.key)
    try {
      localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), typed: this.entries() }))
    } catch {
      localStorage.removeItem(this.key)
    }
  }

  /* The server */

  async keep(last = false) {
    clearTimeout(this.timer)
    if (this.stopped || this.leaving || this.sending || this.changes === this.keptChanges) return
    const changes = this.changes
    const body = new URLSearchParams(this.entries())
    body.set("draft", this.form.elements.draft.value)
    body.set("draft_number", this.number.value)
    this.sending = new AbortController()
    try {
      const headers = { "X-CSRFToken": token() }
      const answer = await fetch(this.form.dataset.keep, {
        method: "POST", body, headers, redirect: "manual", keepalive: last, signal: this.sending.signal,
      })
      this.sending = null
      await this.answered(answer, changes)
    } catch {
      this.sending = null
      if (!this.leaving && !last) this.say(`The site can’t be reached. ${this.whereItIs()}`, { aloud: true })
    }
  }

  async answered(answer, changes) {
    if (answer.type === "opaqueredirect" || answer.status === 403) return this.isSignedOut()
    const told = await answer.json().catch(() => ({ words: "This could not be kept as a draft. Save it, or copy it somewhere safe." }))
    if (told.state === "kept") return this.kept(told, changes)
    if (told.state === "elsewhere") return this.elsewhere(told)
    if (told.state === "gone") this.number.value = 0
    this.say(told.words, { aloud: true })
  }

  kept(told, changes) {
    this.number.value = told.number
    this.keptChanges = changes
    if (changes === this.changes) localStorage.removeItem(this.key)
    else this.timer = setTimeout(() => this.keep(), PAUSE)
    this.say(`Draft kept ${told.at}`, { aloud: !this.hasSpoken })
    this.hasSpoken = true
  }

  isSignedOut() {
    this.say(`You were signed out. ${this.whereItIs()} Sign in again in another window, then come back here.`, { aloud: true })
    this.hasSpoken = false
  }

  whereItIs() {
    return this.isPrivate()
      ? "This is private, so it is kept in no browser: leave this window open."
      : "What you typed is kept in this browser."
  }

  sent() {
    this.leaving = true
    clearTimeout(this.timer)
    this.sending?.abort()
    const crumb = this.form.elements.csrfmiddlewaretoken
    if (crumb && token()) crumb.value = token()
    const mirror = mirrored(this.key)
    if (mirror) localStorage.setItem(this.key, JSON.stringify({ ...mirror, sent: true }))
  }

  /* A form that stays on its page after it was saved keeps what is typed next. */
  saved() {
    this.leaving = false
    this.number.value = 0
    this.changes = this.keptChanges = 0
    this.said.hidden = true
    localStorage.removeItem(this.key)
    if (this.form.querySelector("input[type=text]")?.value) this.typed()
  }

  /* Other windows. A draft that a window still holds can be taken over, since its words stand there;
     of one that no window holds, the writer decides. */

  elsewhere(told) {
    const goOn = () => {
      clearTimeout(this.waiting)
      this.waiting = null
      this.number.value = told.number
      channel?.postMessage({ took: this.key })
      this.stopped = false
      this.keep()
    }
    this.stopped = true
    this.here = goOn
    if (this.insists) {
      this.insists = false
      return goOn()
    }
    this.waiting = setTimeout(() => this.isElsewhere("You also have a draft of this from another window, which is not shown here."), ANSWER)
    channel?.postMessage({ whoHas: this.key })
  }

  isElsewhere(words) {
    this.waiting = null
    this.stopped = true
    this.say(`${words} What you type here is not kept as a draft.`, { aloud: true, button: true })
  }

  insist() {
    this.stopped = false
    this.insists = true
    this.number.value = 0
    this.changes += 1
    this.keep()
  }

  heard(message) {
    if (message.signedOut) {
      this.signedOut = true
      localStorage.removeItem(this.key)
    } else if (message.whoHas === this.key && this.changes && !this.stopped) {
      channel.postMessage({ here: this.key })
    } else if (message.here === this.key && this.waiting) {
      this.here()
    } else if (message.took === this.key) {
      clearTimeout(this.timer)
      this.isElsewhere("You are also writing this in another window, which keeps the draft now.")
    }
  }

  /* What this browser has kept */

  offer() {
    const banner = document.querySelector("[data-mirror-offer]")
    const mirror = mirrored(this.key)
    if (!mirror || !banner || "sent" in this.form.dataset) return localStorage.removeItem(this.key)
    banner.querySelector("span").textContent = `on ${new Date(mirror.at).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })}`
    banner.hidden = false
    const done = () => {
      banner.hidden = true
      localStorage.removeItem(this.key)
    }
    banner.querySelector("[data-mirror-drop]").addEventListener("click", done)
    banner.querySelector("[data-mirror-take]").addEventListener("click", () => {
      done()
      this.fill(mirror.typed)
    })
  }

  fill(typed) {
    const values = new Map()
    typed.forEach(([name, value]) => values.set(name, [...(values.get(name) ?? []), value]))
    for (const box of this.form.elements) {
      if (!box.name || NOT_TYPED.includes(box.name) || ["file", "submit"].includes(box.type)) continue
      const given = values.get(box.name) ?? []
      if (["checkbox", "radio"].includes(box.type)) box.checked = given.includes(box.value)
      else if (given.length) box.value = given[0]
    }
    this.form.querySelector("input:not([type=hidden]), textarea")?.focus()
    this.form.dispatchEvent(new Event("input", { bubbles: true }))
  }

  say(words, { aloud = false, button = false } = {}) {
    this.said.hidden = false
    this.said.querySelector("p").textContent = words
    this.button.hidden = !button
    if (aloud) this.announce(words)
  }
}
