"""The parts that every page is built of; import each from its own module.

Start: ``theme.current()`` after QApplication, ``language.install("sv")``. Colours, fonts and sizes
are asked for by name (`theme`); texts are English in ``self.tr("…")`` or, with numbers,
``say("Class", "%n …", n)`` (`language` tells how). Sizes are pixels at 100 %.

Layout      layouts.Column(parent, gap=8, margins=(l, t, r, b)), Row, .put(*widgets, None) where
            None stretches; Flow(parent) wraps; Scroll().body; Line()
Words       label.Label(text, role, ink="muted", weight=, wrap=, elide=): always plain text.
            Roles h1 h2 h3 body editor small cap num. QLabel itself is not used.
            icon_mark.IconMark(name, tone, size=16); keycap.KeyCap("Ctrl+K"); icons.icon(name, tone)
Buttons     button.Button(text, Kind.PRIMARY | SECONDARY | TEXT | DANGER, icon=, key=, hint=)
            key shows and listens, hint only shows; .set_busy("Signing …"); IconButton(icon, name)
States      pill.Pill(text, State.OK, icon=, height=24); pill.PillValue(text, state, icon);
            tokens.State, tokens.RULE_STATES["NOT_MET"]
Fields      field.FieldBlock(label, field, optional=, help_text=): set_error, show_problem, set_good
            edits.LineEdit(width=), PasswordEdit, TextEdit(lines=), ComboBox([(value, text)]).value,
            DateField(parse, spell).date, SearchField(placeholder, key=)
            choices.CheckBox(text, wrap=), RadioButton(text)
Answers     segmented_answer.SegmentedAnswer([(value, text)], name=): .value, set_value,
            answer(value) as J/N/O of the row do, `answered`; digit_row.DigitRow(range(7)):
            .value, `answered`
            answer_grid.AnswerGrid(): set_items([GridItem(number, topic, allowed, previous)]),
            `answered(number, value)`, `refused(sentence)`, `finished`, answers,
            set_flags({9: Level.RED}), start(), begin_second_entry(), differences()
Grounds     card.Card().body, Ground(token, lines="left"),
            ActionBar(): add_left, add_right, say("1 answer missing"); EmptyState(icon, fact, line)
Telling     inline_message.InlineMessage(Tone.WARNING, lead, sentence, button=): `acted`, .body
            toast.Toast(pane).say(text): `undone`; dialog.Dialog(parent, question, consequence,
            safe=, act=): open(), `accepted` is the act; progress.Progress(note=), progress.Bar
            problems.describe(error) -> Problem(title, sentence, field)
            inline_message.announce(widget, text) speaks
Window      navigation.NavigationColumn([NavItem(key, name, icon)]): `chosen`, set_counts, set_rail
            wizard_rail.WizardRail(title): set_steps([RailStep(key, name, line, StepState)]),
            set_current, `step_chosen`; banner.Banner(training=): show_patient(...), `crisis_asked`
            status_row.StatusRow(): show_contacts(text), add_left(StatusItem(icon, text));
            demo_band.DemoBand(), DemoFrame(window); chip.Chip(text, count, icon=)
Tables      paged_table.PagedTable(columns, fetch), Column, Cell, RowValue, Two, IconValue, Order
            table.reload() after a change in the records, table.restart() for another search
            table_view.TableView(table, tall=tokens.ROW_WORKLIST): `row_activated(key)`,
            `row_selected(key)`, `space_pressed(key)`, selected_key, select_key
            matrix.Matrix(): show_value(matrix.of_cells(heads, rows, cells)), `cell_focused`,
            `column_chosen`
Charts      chart_view.ChartView(): show_course(clinic.chart.CourseFacts), T shows the table
Work        autosave.Autosave(editor, save=, clock=): `saved(datetime)`, `failed(error)`, flush(),
            forget(); autosave.saved_words(at)
            background.run(owner, job, done=, failed=, progressed=) -> Job.cancel(); job(reporter)

Pictures: ``python tools/look.py FOLDER module:Class``. `parts_page.PartsPage` shows every part.
"""
