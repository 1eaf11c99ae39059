package tickets

import "slices"

// objection is what may speak against taking a mail over.
type objection struct {
	holds  bool
	reason Reason
	why    string
}

// objects suspends a mail for the first objection that holds, unless a person looked at the mail and forgave that one.
// Forgiving one reason says nothing about the others: who releases spam has not said that it is from Ann.
func (s *step) objects(in *Incoming, all ...objection) bool {
	for _, o := range all {
		if o.holds && !slices.Contains(in.Forgiven, o.reason) {
			s.suspend(o.reason, "%s", o.why)
			return true
		}
	}
	return false
}

// blocked is the objection to mail of whom a manager does not want to hear of any more.
func blocked(in *Incoming) objection {
	return objection{in.Blocked != "", SuspendedBlocked, "a manager blocked " + in.Blocked + "; /block -" + in.Blocked + " lifts it"}
}

// spam is the objection that every mail may meet.
func spam(m *Mail) objection {
	return objection{m.Kind == KindSpam, SuspendedSpam, "the receiving server marked it as spam"}
}

// ownMail is the objection to mail from an address of the desk.
func ownMail(s Sender) objection {
	return objection{s.Role == Desk, SuspendedOwn, "it comes from our own address " + s.Address.Address}
}
