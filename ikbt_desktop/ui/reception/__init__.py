"""Referrals and bookings."""
