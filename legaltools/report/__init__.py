"""What a report says, in Chinese and English: values of the model in, a neutral ``Report`` out."""
