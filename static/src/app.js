/* What the browser adds to pages that work without it. */

const FORM_PARTS = "[data-module='govuk-error-summary'], [data-module='govuk-button'], [data-module='govuk-notification-banner'], [data-module='govuk-radios'], [data-module='govuk-checkboxes']"

async function startFormParts() {
  if (!document.querySelector(FORM_PARTS)) return
  const govuk = await import("./govuk-frontend.min.js")
  govuk.createAll(govuk.NotificationBanner, { disableAutoFocus: hasFocusElsewhere() })
  govuk.createAll(govuk.ErrorSummary)
  govuk.createAll(govuk.Button, { preventDoubleClick: true })
  govuk.createAll(govuk.Radios)
  govuk.createAll(govuk.Checkboxes)
}

/* Dragging: a drop sends the new order by the form that the up and down buttons stand in. */
async function startDragging() {
  const lists = document.querySelectorAll("[data-sortable]")
  if (!lists.length) return
  await import("./Sortable.min.js")
  lists.forEach((list) => window.Sortable.create(list, {
    handle: "[data-grip]",
    ghostClass: "app-item--moving",
    onEnd: (drop) => drop.oldIndex !== drop.newIndex && sendOrder(list, drop.item),
  }))
}

function sendOrder(list, moved) {
  const form = list.closest("form")
  form.elements.order.value = Array.from(list.children, (row) => row.dataset.id).join(",")
  keepFocus(moved.querySelector("[data-keep-focus]"))
  form.submit()
}

/* The line that adds an item: the list takes its answer, and the line keeps the focus. */
async function startAdding() {
  const form = document.querySelector("form[data-adds]")
  if (!form) return
  const adding = await import("./adding.js")
  adding.start(form, { announce, startDragging })
}

/* Minutes: decisions by a key, and an action from the sentence in which the cursor is. */
async function startMinutes() {
  const part = document.querySelector("[data-minute]")
  if (!part) return
  const minutes = await import("./minutes.js")
  minutes.start(part, announce)
}

/* After up or down the page is loaded again; the focus goes back to the button of the row that moved.
   Where the page itself gives the focus to a box, the banner does not take it away. */
const FOCUS = "keep-focus"

function hasFocusElsewhere() {
  return Boolean(sessionStorage.getItem(FOCUS) || document.querySelector("[autofocus]"))
}

function keepFocus(button) {
  if (button?.id) sessionStorage.setItem(FOCUS, button.id)
}

function giveFocusBack() {
  if (!hasFocusElsewhere()) return
  const id = sessionStorage.getItem(FOCUS)
  sessionStorage.removeItem(FOCUS)
  const button = id && document.getElementById(id)
  const row = button && button.closest("[data-id]")
  const ready = button?.disabled ? row?.querySelector("[data-keep-focus]:not([disabled])") : button
  ready?.focus()
  announce(document.querySelector(".govuk-notification-banner__content")?.textContent)
}

/* The focus is on the button, not on the banner, so the banner is read out by a live region. */
function announce(words) {
  const region = document.getElementById("said")
  if (region && words) setTimeout(() => { region.textContent = words.trim() }, 150)
}

/* Leaving with unsaved typing asks first. Forms that only ask a question (GET) are left alone. */
function startWarning() {
  const typed = new Set()
  document.addEventListener("input", (event) => {
    const form = event.target.form
    if (form?.method === "post" && !form.hasAttribute("data-no-warning")) typed.add(form)
  })
  document.addEventListener("submit", (event) => typed.delete(event.target))
  window.addEventListener("beforeunload", (event) => {
    if (typed.size) event.preventDefault()
  })
}

/* Drafts: what is typed in a long form is kept while it is written. What this browser keeps of them is its writer's
   alone, and goes when they sign out. */
async function startDrafts() {
  const drafts = await import("./drafts.js")
  drafts.forgetOthers(document.body.dataset.user)
  document.querySelectorAll("form[action$='/accounts/logout/']").forEach((form) =>
    form.addEventListener("submit", drafts.forgetAll))
  const form = document.querySelector("form[data-draft]")
  if (form) drafts.start(form, announce)
}

document.body.classList.add("js-enabled", "govuk-frontend-supported")
document.addEventListener("click", (event) => keepFocus(event.target.closest?.("[data-keep-focus]")))
startWarning()
startDragging()
startAdding()
startMinutes()
if (document.body.dataset.user) startDrafts()
startFormParts().then(giveFocusBack)
