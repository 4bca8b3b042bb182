/* Adding one after another without leaving the page: each is sent when Enter is pressed, in turn, and the list is
   swapped for the server's. What had happened before is said no more. Whatever the server answers otherwise, the form
   is sent as if this were not here. */

export function start(form, { announce, startDragging }) {
  const line = form.querySelector("input[type=text]")
  let last = Promise.resolve()

  form.addEventListener("submit", (event) => {
    if (!line.value.trim() || !window.htmx) return
    event.preventDefault()
    const values = Object.fromEntries(new FormData(form))
    empty(form)
    last = last.then(() => send(values))
  })

  function send(values) {
    const place = { target: `#${form.dataset.adds}`, swap: "outerHTML" }
    return window.htmx.ajax("POST", form.action, { ...place, values }).catch(() => giveBack(values))
  }

  function giveBack(values) {
    fill(form, values)
    announce("The site can’t be reached. What you typed is in the line again.")
  }

  document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.xhr.getResponseHeader("HX-Trigger")) return
    detail.shouldSwap = false
    fill(form, Object.fromEntries(detail.requestConfig.formData))
    form.submit()
  })

  document.body.addEventListener("said", ({ detail }) => {
    document.querySelectorAll(".app-banner").forEach((banner) => banner.remove())
    announce(detail.words)
    form.dispatchEvent(new Event("saved"))
  })

  document.body.addEventListener("htmx:afterSettle", () => {
    startDragging()
    line.scrollIntoView({ block: "nearest" })
  })
}

function empty(form) {
  form.querySelectorAll("input[type=text]").forEach((box) => { box.value = "" })
  form.querySelectorAll("input[type=checkbox]").forEach((box) => { box.checked = false })
}

function fill(form, values) {
  form.querySelectorAll("input[type=text]").forEach((box) => { box.value = values[box.name] ?? "" })
  form.querySelectorAll("input[type=checkbox]").forEach((box) => { box.checked = box.name in values })
}
