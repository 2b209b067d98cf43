"""The sentences for what a rule, a field or a life cycle refuses: what to do instead."""

from collections.abc import Mapping
from types import MappingProxyType

from ikbt_desktop.ui.kit.language import mark

# Rules that are no clinical ones have a title of their own.
TITLES: Mapping[str, str] = MappingProxyType(
    {
        "START": mark("refusals", "The recovery key comes first"),
        "USERS": mark("refusals", "Somebody must be able to come in"),
        "COSIGN": mark("refusals", "The colleague cannot sign yet"),
        "UNDO": mark("refusals", "It is too late to undo"),
        "SUMMARY": mark("refusals", "The summary comes after the closing"),
        "CATALOGUE": mark("refusals", "It is still needed"),
        "REPLY": mark("refusals", "There is nothing to answer yet"),
        "COURSE": mark("refusals", "Nothing waits for an action"),
        "FEE-1": mark("refusals", "The fee stays as it is"),
        "LOG": mark("refusals", "Somebody else must judge it"),
        "DESTROY": mark("refusals", "The record cannot be destroyed yet"),
        "BLOCK": mark("refusals", "The block cannot be made so"),
        "UNIT": mark("refusals", "The unit is still needed"),
        "FORWARD": mark("refusals", "The letter cannot go by the tax agency yet"),
    }
)

# By rule and reason; then by the reason alone, where several rules have it.
RULES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("START", "recovery_key_untested"): mark(
            "refusals",
            "The recovery key has not been typed as a test. An administrator types it under"
            " Administration, Recovery key; then patients can be registered.",
        ),
        ("USERS", "last_administrator"): mark(
            "refusals",
            "This is the last administrator. Give a colleague that role first, so that "
            "somebody can always come in.",
        ),
        ("USERS", "blocked_for_all"): mark(
            "refusals",
            "A blocked record would have nobody left who treats and may see it. Give a clinician or"
            " coordinator of that unit access first, or have the patient lift the block.",
        ),
        ("FORWARD", "not_protected"): mark(
            "refusals", "The person is not protected. Send the letter as usual."
        ),
        ("FORWARD", "reserve"): mark(
            "refusals",
            "The tax agency forwards by its own number, and this record has a reserve number. Ask"
            " the patient how a letter is to reach them.",
        ),
        ("FORWARD", "no_address"): mark(
            "refusals",
            "The agency's forwarding address is not written in the clinic profile. An administrator"
            " takes it from the agency's own pages.",
        ),
        ("UNIT", "last"): mark(
            "refusals", "It is the last unit in use. Add another one first, or rename this one."
        ),
        ("UNIT", "colleagues"): mark(
            "refusals",
            "Colleagues still work there. Under Users, give each of them another unit first.",
        ),
        ("UNIT", "in_care"): mark(
            "refusals",
            "Patients are still in care there. Open each record and change its unit first, or wait"
            " until their care is closed.",
        ),
        ("UNIT", "blocked"): mark(
            "refusals",
            "Records there are blocked for other units. They are for that unit alone until each"
            " patient has lifted the block.",
        ),
        ("UNIT", "moved_blocked"): mark(
            "refusals",
            "The record is blocked for other units, and this would show it to one of them. Ask the"
            " patient, lift the block, move the care, and make the block anew if it is wanted.",
        ),
        ("DESTROY", "open_risk"): mark(
            "refusals",
            "A risk case is open. A clinician assesses, signs and closes it first.",
        ),
        ("DESTROY", "promised_contact"): mark(
            "refusals",
            "A contact that a risk assessment promised has not been made. A clinician makes it"
            " first, and enters it under To do.",
        ),
        ("DESTROY", "treatment"): mark(
            "refusals",
            "A treatment is planned, runs or rests. The clinician closes or voids it first.",
        ),
        ("DESTROY", "visit"): mark(
            "refusals",
            "A visit is booked. Reception cancels it first and tells the patient.",
        ),
        ("DESTROY", "same_person"): mark(
            "refusals",
            "It takes two persons. Somebody else who may destroy records confirms with their own"
            " user name and password.",
        ),
        ("CATALOGUE", "needed_by_rules"): mark(
            "refusals",
            "The rules of the program need it. Put a version of your own in force instead.",
        ),
        ("CATALOGUE", "used_by_program"): mark(
            "refusals",
            "A program in use measures with it. Change the program's measures first.",
        ),
        ("CATALOGUE", "untried"): mark(
            "refusals",
            "The rule has not been tried on past cases. Try it first; then put it in force.",
        ),
        ("CATALOGUE", "no_rule"): mark(
            "refusals", "The file holds no rule. Put it in force where programs and forms are kept."
        ),
        ("CATALOGUE", "last_program"): mark(
            "refusals", "It is the last program in use. Add another one first."
        ),
        ("COSIGN", "one_time_password"): mark(
            "refusals",
            "The colleague still has a one-time password. They sign in once and choose "
            "their own; then they can sign.",
        ),
        ("BLOCK", "guardian"): mark(
            "refusals", "A guardian cannot block a child's record. The young person can ask for it."
        ),
        ("BLOCK", "one_unit"): mark(
            "refusals",
            "The clinic is one unit, so there is no other to block for. Choose the person whom it"
            " is meant for.",
        ),
        ("BLOCK", "standing"): mark(
            "refusals", "The same block stands already. Nothing more is needed."
        ),
        ("BLOCK", "nobody_left"): mark(
            "refusals",
            "Nobody who treats would see the patient any more, not even in an emergency. Tell the"
            " head of unit.",
        ),
        ("BLOCK", "lifted"): mark("refusals", "The block is lifted already. Open it again."),
        ("BLOCK", "number"): mark(
            "refusals",
            "A record with this number is here and blocked. Search for the whole number: it opens"
            " with the patient's consent or in an emergency.",
        ),
        ("DEC-1", "no_visit"): mark(
            "refusals", "There is no assessment visit yet. Record its date and clinician first."
        ),
        ("DEC-1", "no_clinician"): mark(
            "refusals", "The assessment visit names no clinician. Say who met the patient."
        ),
        ("DEC-1", "no_decision"): mark(
            "refusals", "There is no signed decision yet. Decide and sign first."
        ),
        ("DEC-1", "decision_before_visit"): mark(
            "refusals", "The decision is dated before the assessment visit. Check both dates."
        ),
        ("DEC-1", "not_suitable"): mark(
            "refusals",
            "The signed decision is not suitable. Make a new assessment if something has changed.",
        ),
        ("DEC-1", "start_before_decision"): mark(
            "refusals",
            "The start is dated before the decision. Choose the day of the decision or a "
            "later one.",
        ),
        ("DEC-2", "no_agreement"): mark(
            "refusals",
            "The patient has not agreed to the program yet. Ask, and record the day of the "
            "agreement.",
        ),
        ("COMP-1", "no_basic_training"): mark(
            "refusals",
            "The clinician has no basic CBT training recorded. Choose another clinician, or"
            " let an administrator record the training.",
        ),
        ("COMP-1", "not_a_clinician"): mark(
            "refusals", "Only an active clinician is given a program. Choose another colleague."
        ),
        ("ACU-1", "acute"): mark(
            "refusals",
            "An acute risk is noted. Follow the crisis routine now; the program waits until"
            " the risk is assessed as lower.",
        ),
        ("EXC-3", "risk_open"): mark(
            "refusals",
            "The in-depth assessment is not finished. Finish and sign it before you go on.",
        ),
        ("EXC-3", "assessment_needed"): mark(
            "refusals", "The answers call for an in-depth assessment. Do it before you sign."
        ),
        ("EXC-3", "flag_stands"): mark(
            "refusals",
            "A questionnaire still holds the answer that raised the flag. Correct the "
            "questionnaire first if the answer was entered wrongly; otherwise do the "
            "assessment.",
        ),
        ("EXC-4", "excluded"): mark(
            "refusals",
            "A medicine excludes this program. Choose another program, or take a new decision for "
            "this one with your reason and a colleague's signature.",
        ),
        ("EXC-3", "nothing_promised"): mark(
            "refusals",
            "No contact is promised in this case. Open it again to see what is left to do.",
        ),
        ("INC-1", "no_program"): mark(
            "refusals",
            "No program is chosen. Choose one before you sign that the patient is suitable.",
        ),
        ("MINOR", "adult"): mark(
            "refusals",
            "The patient is of age. Guardians have no say any longer; ask the patient.",
        ),
        ("MINOR", "for_guardian"): mark(
            "refusals",
            "This program is for a guardian, who is another person. Assign it beside the young "
            "patient's treatment, on the patient's page.",
        ),
        ("MINOR", "no_support_program"): mark(
            "refusals",
            "No program for guardians goes with this treatment. Support the guardian otherwise.",
        ),
        ("MINOR", "no_treatment_beside"): mark(
            "refusals",
            "The young patient's treatment is not going on. Assign their program first.",
        ),
        ("MINOR", "already_supported"): mark(
            "refusals",
            "That guardian works in the program already. End or void it before it is given anew.",
        ),
        ("MINOR", "guardians_program"): mark(
            "refusals",
            "The young patient's answers do not belong in a guardian's program. Enter them in the "
            "patient's own treatment.",
        ),
        ("MINOR", "guardian_ended"): mark(
            "refusals",
            "That person is a guardian no longer. Choose one of the present guardians.",
        ),
        ("REG-1", "region_excluded"): mark(
            "refusals",
            "The region's agreement does not include this patient. Refer to the home "
            "region's care.",
        ),
        ("FB-1", "no_text"): mark("refusals", "The message has no text. Write it before you sign."),
        ("FB-1", "phone_not_documented"): mark(
            "refusals", "The call is not documented. Write what was said before you sign."
        ),
        ("FB-1", "section_locked"): mark(
            "refusals",
            "That section is not open yet. Give feedback on the section that is open now.",
        ),
        ("FB-1", "treatment_planned"): mark(
            "refusals",
            "The treatment has not started yet. Feedback is given from the day of the start.",
        ),
        ("FB-1", "treatment_paused"): mark(
            "refusals", "The treatment is paused. End the pause before you give feedback."
        ),
        ("FB-1", "treatment_ended"): mark(
            "refusals",
            "The treatment has ended. Correct an earlier text with a new version instead.",
        ),
        ("FB-1", "treatment_voided"): mark(
            "refusals",
            "The assignment is voided. Open the patient to see which treatment is running.",
        ),
        ("ACT-1", "risk_open"): mark(
            "refusals", "An in-depth assessment is open. Finish it before you close the treatment."
        ),
        ("ACT-1", "not_confirmed"): mark(
            "refusals",
            "Say who has confirmed that the patient is inactive. Nobody is closed silently.",
        ),
        ("ACT-1", "treatment_planned"): mark(
            "refusals",
            "The treatment has not started yet. Void the assignment instead if it is not to start.",
        ),
        ("ACT-1", "treatment_running"): mark(
            "refusals", "The treatment is already running. Open it again to see where it stands."
        ),
        ("ACT-1", "treatment_paused"): mark(
            "refusals", "The treatment is paused. End the pause first."
        ),
        ("ACT-1", "treatment_ended"): mark(
            "refusals", "The treatment has already ended. A new one begins with a new assignment."
        ),
        ("ACT-1", "treatment_voided"): mark(
            "refusals", "The assignment is voided. Assign a program anew if one is to run."
        ),
        ("ACT-1", "no_follow_up"): mark(
            "refusals",
            "No follow-up is open. Open the patient's page anew to see how it stands.",
        ),
        ("ACT-1", "step_not_due"): mark(
            "refusals",
            "Another step of the ladder comes first, or its day has not come. Look at it again.",
        ),
        ("ACT-1", "no_step_waits"): mark(
            "refusals",
            "No step waits: the treatment is paused, not begun, ended, or has all its feedback. "
            "Look at how it stands.",
        ),
        ("COURSE", "nothing_open"): mark(
            "refusals",
            "A colleague may have been quicker. Open the page again to see what is recorded.",
        ),
        ("FEE-1", "nothing_charged"): mark(
            "refusals",
            "The contact is not charged, so there is nothing to take away. Look at its reason.",
        ),
        ("FEE-1", "not_waived"): mark(
            "refusals", "Nobody took the fee away, so it cannot be put back. Look at its reason."
        ),
        ("LOG", "own_reading"): mark(
            "refusals", "This is your own access. Let a colleague with access to the log judge it."
        ),
        ("UNDO", "not_today"): mark(
            "refusals", "It can only be undone the same day. Void it with a reason instead."
        ),
        ("SUMMARY", "treatment_not_ended"): mark(
            "refusals",
            "The treatment has not ended. Fill in the closing first; then the summary is made.",
        ),
        ("REPLY", "self_referral"): mark(
            "refusals",
            "The patient referred themselves, so there is no referrer to answer. Write to "
            "the patient instead.",
        ),
        ("REPLY", "no_decision"): mark(
            "refusals", "There is no decision to answer with yet. Decide and sign first."
        ),
    }
)

ANY_RULE: Mapping[str, str] = MappingProxyType(
    {
        "cosigner_needed": mark(
            "refusals",
            "This decision needs a second signature. Let a colleague who may sign do it "
            "beside you.",
        ),
        "same_person": mark(
            "refusals", "The second signature must be another person's. Ask a colleague."
        ),
    }
)

VALUES: Mapping[str, str] = MappingProxyType(
    {
        "inactive": mark(
            "refusals",
            "The colleague may not sign in now. Tick that they may, save, and then give a "
            "password.",
        ),
        "place_not_there": mark(
            "refusals", "The folder is not there. Plug in the disk, or choose another folder."
        ),
        "place_read_only": mark(
            "refusals", "Nothing can be written in that folder. Choose another one."
        ),
        "place_inside": mark(
            "refusals",
            "That is inside the clinic's own folder, and would be lost along with it. Choose a "
            "folder on another disk.",
        ),
        "too_many": mark("refusals", "There are five already. Take one away first."),
        "unknown_word": mark("refusals", "Choose one of the choices that are shown."),
        "unknown_key": mark(
            "refusals",
            "The program does not know this field. Install the newest version and try again.",
        ),
        "is_kept_elsewhere": mark(
            "refusals", "It is kept in another place of the assessment. Write it there."
        ),
        "is_a_measurement": mark(
            "refusals", "This figure comes from the questionnaire. Correct it there."
        ),
        "not_a_list": mark(
            "refusals", "The form could not be read. Open it again; what is saved is unchanged."
        ),
        "not_a_mapping": mark(
            "refusals", "The form could not be read. Open it again; what is saved is unchanged."
        ),
        "not_a_text": mark("refusals", "Write it in words."),
        "not_a_number": mark("refusals", "Write it in digits."),
        "not_yes_or_no": mark("refusals", "Answer yes, no or unclear."),
        "kind": mark("refusals", "Choose what kind of medicine it is."),
        "already_measured": mark(
            "refusals",
            "The questionnaire is already entered for that day. Open it to correct it, or "
            "choose another day.",
        ),
        "before_birth": mark(
            "refusals", "The day lies before the patient's birth. Check the year."
        ),
        "before_first": mark("refusals", "The last day lies before the first. Check both days."),
        "before_flag": mark(
            "refusals", "The time lies before the flag was raised. Check the day and the hour."
        ),
        "not_over": mark("refusals", "The month is not over yet. Wait until its last day is past."),
        "not_future": mark("refusals", "The day must lie ahead. Choose a later one."),
        "too_old": mark("refusals", "The date lies too far back. Check the year."),
        "too_far": mark("refusals", "The date lies more than a year ahead. Check the year."),
        "period_overlaps": mark(
            "refusals",
            "The twelve months would share days with another period. Change that one instead.",
        ),
        "card_range": mark(
            "refusals",
            "A free card ends after its first day and within two years. Check the date.",
        ),
        "unknown_field": mark(
            "refusals",
            "The text has braces that nothing fills. Use only the fields that are listed.",
        ),
        "other_patient": mark(
            "refusals",
            "The treatment belongs to another patient. Go back and open the right patient.",
        ),
        "not_own": mark(
            "refusals", "It belongs to the clinic or to a colleague. Make one of your own instead."
        ),
        "phrase_name": mark(
            "refusals",
            "A phrase is named with letters and digits without spaces. Choose another name.",
        ),
        "phrase_taken": mark(
            "refusals",
            "You have a phrase of that name already. Change that one, or choose another name.",
        ),
        "needs_source": mark(
            "refusals", "Write the text, then | and its source. Every statement names its source."
        ),
        "unchanged": mark("refusals", "No figure is changed. Change one and try again."),
        "not_kept": mark(
            "refusals",
            "With protected population registration no address is kept. Empty the field; letters"
            " go by the tax agency.",
        ),
        "reserve_for_protected": mark(
            "refusals",
            "A reserve number is no way around a protection. Register the person's own number.",
        ),
        "month": mark("refusals", "The month is not in the calendar: 1 to 12."),
    }
)

# Where the thing stands, and what can be done from there.
MOVES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("referral", "received"): mark(
            "refusals", "The referral is newly received. Review it first."
        ),
        ("referral", "reviewing"): mark(
            "refusals", "The referral is under review. Book the assessment, or refer on."
        ),
        ("referral", "visit_booked"): mark(
            "refusals", "The assessment is booked. Do it first, or take the booking back."
        ),
        ("referral", "assessed"): mark(
            "refusals", "The referral is assessed. Put it in the queue, book a new visit, or reply."
        ),
        ("referral", "waiting"): mark(
            "refusals",
            "The referral waits in the queue. Assign a program, or close it with a reply.",
        ),
        ("referral", "running"): mark(
            "refusals", "The treatment is running. End or void the treatment first."
        ),
        ("referral", "closed"): mark(
            "refusals", "The referral is closed. Register a new one if the patient comes back."
        ),
        ("referral", "redirected"): mark(
            "refusals",
            "The referral has been referred on. Register a new one if the patient comes back.",
        ),
        ("referral", "withdrawn"): mark(
            "refusals", "The referral is withdrawn. Register a new one if the patient comes back."
        ),
        ("screening", "open"): mark(
            "refusals",
            "The assessment is not finished. Finish and sign it, or break it off under Assessment "
            "in the record.",
        ),
        ("screening", "awaiting_cosignature"): mark(
            "refusals", "The assessment waits for a second signature. Let the colleague sign first."
        ),
        ("screening", "signed"): mark(
            "refusals",
            "The assessment is signed and cannot be changed. Begin a new one if something "
            "has changed.",
        ),
        ("screening", "discontinued"): mark(
            "refusals", "The assessment was discontinued. Begin a new one."
        ),
        ("treatment", "planned"): mark(
            "refusals", "The treatment has not started yet. It starts on its first day."
        ),
        ("treatment", "running"): mark(
            "refusals", "The treatment is running. Open it again to see where it stands."
        ),
        ("treatment", "paused"): mark("refusals", "The treatment is paused. End the pause first."),
        ("treatment", "ended"): mark(
            "refusals", "The treatment has already ended. A new one begins with a new assignment."
        ),
        ("treatment", "voided"): mark(
            "refusals", "The assignment is voided. Assign a program anew if one is to run."
        ),
        ("feedback", "draft"): mark("refusals", "The text is not signed yet. Sign it first."),
        ("feedback", "signed"): mark(
            "refusals", "The text is signed. Correct it with a new version."
        ),
        ("document", "made"): mark("refusals", "The document is not marked as filed yet."),
        ("document", "filed"): mark(
            "refusals", "The document is already marked as filed in the journal."
        ),
        ("risk_case", "open"): mark(
            "refusals", "The in-depth assessment is open. Finish and sign it."
        ),
        ("risk_case", "closed"): mark(
            "refusals", "The in-depth assessment is signed. A new flag opens a new one."
        ),
        ("risk_case", "closed_as_mistake"): mark(
            "refusals", "The flag was closed as a mistake. A new flag opens a new assessment."
        ),
    }
)
